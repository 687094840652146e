/* What the shims share. A shim defines `stops`, which is asked before each call that changes the disk, and answers
 * whether that call is to fail instead; and it calls `begin` with the variable that names its file of numbers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
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

static int stops(void);

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void begin(const char *variable, int numbers)
{
	const char *path = getenv(variable);
	int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
	int handle = path ? real_open(path, O_RDWR | O_CLOEXEC) : -1;
	if (handle < 0)
		return;
	void *map = mmap(NULL, numbers * sizeof(long), PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
	close(handle);
	if (map != MAP_FAILED)
		state = map;
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
		if ((flags & (O_CREAT | O_TRUNC)) && stops()) \
			return -1; \
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
		if ((flags & (O_CREAT | O_TRUNC)) && stops()) \
			return -1; \
		return REAL(name)(folder, path, flags, mode); \
	}
OPENING_AT(openat)
OPENING_AT(openat64)

#define CHANGING(name, types, values) \
	int name types \
	{ \
		if (stops()) \
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
