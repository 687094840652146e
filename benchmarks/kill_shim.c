/* Loaded into every process of a sync (LD_PRELOAD): counts the calls that change the disk, and at the one it is told
 * kills the process - and every other one that has it loaded, as soon as that would change anything. So after the
 * chosen call nothing more happens, as if the machine had lost its power, but for what the kernel still holds.
 *
 * KILL_STATE names a file of three 64-bit numbers that all processes share: calls so far, the call to die at (0 for
 * never), and whether everybody is to die.
 */
#include "shim.h"

__attribute__((constructor)) static void begin_here(void)
{
	begin("KILL_STATE", 3);
}

static int stops(void)
{
	if (!state)
		return 0;
	if (!state[2] && __sync_add_and_fetch(&state[0], 1) == state[1])
		state[2] = 1;
	if (state[2])
		kill(getpid(), SIGKILL);
	return 0;
}

ssize_t write(int handle, const void *data, size_t size)
{
	if (is_file(handle))
		stops();
	return REAL(write)(handle, data, size);
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t at)
{
	stops();
	return REAL(pwrite)(handle, data, size, at);
}

ssize_t writev(int handle, const struct iovec *parts, int count)
{
	if (is_file(handle))
		stops();
	return REAL(writev)(handle, parts, count);
}

CHANGING(link, (const char *old, const char *new), (old, new))
CHANGING(linkat, (int a, const char *old, int b, const char *new, int flags), (a, old, b, new, flags))
CHANGING(symlink, (const char *old, const char *new), (old, new))
CHANGING(rmdir, (const char *path), (path))
CHANGING(fdatasync, (int handle), (handle))
CHANGING(chmod, (const char *path, mode_t mode), (path, mode))
