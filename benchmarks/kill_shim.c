/* Loaded into every process of a sync (LD_PRELOAD): counts the calls that change the disk, and at the one it is told
 * kills the process - and every other one that has it loaded, as soon as that would change anything. So after the
 * chosen call nothing more happens, as if the machine had lost its power, but for what the kernel still holds.
 *
 * KILL_STATE names a file of three 64-bit numbers that all processes share: calls so far, the call to die at (0 for
 * never), and whether everybody is to die.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static volatile long *state;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("KILL_STATE");
	int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
	int handle = path ? real_open(path, O_RDWR | O_CLOEXEC) : -1;
	if (handle < 0)
		return;
	void *map = mmap(NULL, 3 * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
	close(handle);
	if (map != MAP_FAILED)
		state = map;
}

static void point(void)
{
	if (!state)
		return;
	if (!state[2] && __sync_add_and_fetch(&state[0], 1) == state[1])
		state[2] = 1;
	if (state[2])
		kill(getpid(), SIGKILL);
}

static int is_file(int handle)
{
	struct stat about;
	return fstat(handle, &about) == 0 && S_ISREG(about.st_mode);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPENING(name) \
	int name(const char *path, int flags, ...) \
	{ \
		va_list rest; \
		va_start(rest, flags); \
		mode_t mode = va_arg(rest, mode_t); \
		va_end(rest); \
		if (flags & (O_CREAT | O_TRUNC)) \
			point(); \
		return REAL(name)(path, flags, mode); \
	}
OPENING(open)
OPENING(open64)

#define OPENING_AT(name) \
	int name(int folder, const char *path, int flags, ...) \
	{ \
		va_list rest; \
		va_start(rest, flags); \
		mode_t mode = va_arg(rest, mode_t); \
		va_end(rest); \
		if (flags & (O_CREAT | O_TRUNC)) \
			point(); \
		return REAL(name)(folder, path, flags, mode); \
	}
OPENING_AT(openat)
OPENING_AT(openat64)

ssize_t write(int handle, const void *data, size_t size)
{
	if (is_file(handle))
		point();
	return REAL(write)(handle, data, size);
}

ssize_t pwrite(int handle, const void *data, size_t size, off_t at)
{
	point();
	return REAL(pwrite)(handle, data, size, at);
}

ssize_t writev(int handle, const struct iovec *parts, int count)
{
	if (is_file(handle))
		point();
	return REAL(writev)(handle, parts, count);
}

#define CHANGING(name, types, values) \
	int name types \
	{ \
		point(); \
		return REAL(name) values; \
	}
CHANGING(rename, (const char *old, const char *new), (old, new))
CHANGING(renameat, (int a, const char *old, int b, const char *new), (a, old, b, new))
CHANGING(renameat2, (int a, const char *old, int b, const char *new, unsigned int flags), (a, old, b, new, flags))
CHANGING(link, (const char *old, const char *new), (old, new))
CHANGING(linkat, (int a, const char *old, int b, const char *new, int flags), (a, old, b, new, flags))
CHANGING(symlink, (const char *old, const char *new), (old, new))
CHANGING(unlink, (const char *path), (path))
CHANGING(unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
CHANGING(mkdir, (const char *path, mode_t mode), (path, mode))
CHANGING(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
CHANGING(rmdir, (const char *path), (path))
CHANGING(fsync, (int handle), (handle))
CHANGING(fdatasync, (int handle), (handle))
CHANGING(ftruncate, (int handle, off_t size), (handle, size))
CHANGING(ftruncate64, (int handle, off64_t size), (handle, size))
CHANGING(chmod, (const char *path, mode_t mode), (path, mode))
CHANGING(fchmod, (int handle, mode_t mode), (handle, mode))
