/* Loaded into a process (LD_PRELOAD): counts its calls that change the disk, and lets some of them fail.
 *
 * ERROR_STATE names a file of five 64-bit numbers: the calls so far, the call to fail at (0 for none), whether all
 * later ones fail as well, the error number, and whether a write that fails first writes half of its data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static volatile long *state;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("ERROR_STATE");
	int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
	int handle = path ? real_open(path, O_RDWR | O_CLOEXEC) : -1;
	if (handle < 0)
		return;
	void *map = mmap(NULL, 5 * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
	close(handle);
	if (map != MAP_FAILED)
		state = map;
}

static int fails(void)
{
	if (!state)
		return 0;
	long now = ++state[0], at = state[1];
	if (!at || now < at || (now > at && !state[2]))
		return 0;
	errno = (int)state[3];
	return 1;
}

static int is_file(int handle)
{
	struct stat about;
	return fstat(handle, &about) == 0 && S_ISREG(about.st_mode);
}

#define OPENING(name) \
	int name(const char *path, int flags, ...) \
	{ \
		va_list rest; \
		va_start(rest, flags); \
		mode_t mode = va_arg(rest, mode_t); \
		va_end(rest); \
		if ((flags & (O_CREAT | O_TRUNC)) && fails()) \
			return -1; \
		return REAL(name)(path, flags, mode); \
	}
OPENING(open)
OPENING(open64)

ssize_t write(int handle, const void *data, size_t size)
{
	if (is_file(handle) && fails()) {
		if (state[4] && state[0] == state[1])
			return REAL(write)(handle, data, size / 2);
		return -1;
	}
	return REAL(write)(handle, data, size);
}

#define CHANGING(name, types, values) \
	int name types \
	{ \
		if (fails()) \
			return -1; \
		return REAL(name) values; \
	}
CHANGING(rename, (const char *old, const char *new), (old, new))
CHANGING(renameat, (int a, const char *old, int b, const char *new), (a, old, b, new))
CHANGING(renameat2, (int a, const char *old, int b, const char *new, unsigned int flags), (a, old, b, new, flags))
CHANGING(unlink, (const char *path), (path))
CHANGING(unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
CHANGING(mkdir, (const char *path, mode_t mode), (path, mode))
CHANGING(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
CHANGING(fsync, (int handle), (handle))
CHANGING(ftruncate, (int handle, off_t size), (handle, size))
CHANGING(ftruncate64, (int handle, off64_t size), (handle, size))
CHANGING(fchmod, (int handle, mode_t mode), (handle, mode))
