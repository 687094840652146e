/* Loaded into a process (LD_PRELOAD): counts its calls that change the disk, and lets some of them fail.
 *
 * ERROR_STATE names a file of five 64-bit numbers: the calls so far, the call to fail at (0 for none), whether all
 * later ones fail as well, the error number, and whether a write that fails first writes half of its data.
 */
#include "shim.h"

__attribute__((constructor)) static void begin_here(void)
{
	begin("ERROR_STATE", 5);
}

static int stops(void)
{
	if (!state)
		return 0;
	long now = ++state[0], at = state[1];
	if (!at || now < at || (now > at && !state[2]))
		return 0;
	errno = (int)state[3];
	return 1;
}

ssize_t write(int handle, const void *data, size_t size)
{
	if (is_file(handle) && stops()) {
		if (state[4] && state[0] == state[1])
			return REAL(write)(handle, data, size / 2);
		return -1;
	}
	return REAL(write)(handle, data, size);
}
