/*
 * Reads the program's file ahead, in one go, before anything else runs.
 *
 * A start touches pages of all parts of the file. Where it is not in the page cache, each part is another read of the disk
 * that the start waits for: some 25 of them with Linux's usual read-ahead of 128 KB. Asked for at once, the disk has read
 * the file by the time that it is needed. Where it is in the cache, this is one system call.
 */
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

/* Made by the linker: the first byte that is mapped of the file, and the first that is not. */
extern const unsigned char __executable_start[], _edata[];

/* For each call, Linux reads no more than a disk's largest request, which is seldom less. */
enum { STEP = 256 << 10, PAGE = 4096 };

__attribute__((constructor(101))) static void read_ahead(void)
{
    uintptr_t end = (uintptr_t)_edata;
    struct rusage so_far;

    /* So far the loader has read the file's beginning, its data and this code. Did it have to wait for the disk? */
    if (getrusage(RUSAGE_SELF, &so_far) == 0 && so_far.ru_majflt == 0)
        return;

    for (uintptr_t at = (uintptr_t)__executable_start & -(uintptr_t)PAGE; at < end; at += STEP)
        madvise((void *)at, end - at < STEP ? end - at : STEP, MADV_WILLNEED);
}
