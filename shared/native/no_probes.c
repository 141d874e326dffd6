/*
 * Takes the place of what .NET's runtime asks of control groups and NUMA nodes at each start: some 20 files of /proc and /sys,
 * for a limit that a function has from Lambda, and for a machine with one node. The names are those of cgroup.cpp,
 * cgroupcpu.cpp and numasupport.cpp of libRuntime.WorkstationGC.a in version 10.0.12, as its compiler spells them; the linker
 * takes these before the archive's. A version that has other names there does not link.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool g_numaAvailable = false;
int g_highestNumaNode = 0;

void NUMASupportInitialize(void) __asm__("_Z21NUMASupportInitializev");
int GetNumaNodeNumByCpu(int) __asm__("_Z19GetNumaNodeNumByCpui");
long BindMemoryPolicy(void *, unsigned long, const unsigned long *, unsigned long) __asm__("_Z16BindMemoryPolicyPvmPKmm");
void InitializeCGroup(void) __asm__("_Z16InitializeCGroupv");
void CleanupCGroup(void) __asm__("_Z13CleanupCGroupv");
void InitializeCpuCGroup(void) __asm__("_Z19InitializeCpuCGroupv");
bool GetCpuLimit(uint32_t *) __asm__("_Z11GetCpuLimitPj");
size_t GetRestrictedPhysicalMemoryLimit(void) __asm__("_Z32GetRestrictedPhysicalMemoryLimitv");
bool GetPhysicalMemoryUsed(size_t *) __asm__("_Z21GetPhysicalMemoryUsedPm");

void NUMASupportInitialize(void) {}
void InitializeCGroup(void) {}
void CleanupCGroup(void) {}
void InitializeCpuCGroup(void) {}

/* There is no node. */
int GetNumaNodeNumByCpu(int cpu) { return (void)cpu, -1; }

long BindMemoryPolicy(void *start, unsigned long length, const unsigned long *nodes, unsigned long last)
{
    (void)start, (void)length, (void)nodes, (void)last;
    return -1;
}

/* There is no limit but the machine's. */
bool GetCpuLimit(uint32_t *limit) { return (void)limit, false; }
size_t GetRestrictedPhysicalMemoryLimit(void) { return 0; }
bool GetPhysicalMemoryUsed(size_t *used) { return (void)used, false; }
