/*
 * Replaces the .NET runtime's detection of cgroups and NUMA nodes at each start, which reads some 20 files in /proc and /sys
 * for a limit that Lambda provides anyway, on a machine with one node. The names are those in cgroup.cpp, cgroupcpu.cpp and
 * numasupport.cpp of libRuntime.WorkstationGC.a in version 10.0.12, as mangled by its compiler; the linker prefers these to
 * the archive's. A version with different names doesn't link.
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

/* There are no nodes. */
int GetNumaNodeNumByCpu(int cpu) { return (void)cpu, -1; }

long BindMemoryPolicy(void *start, unsigned long length, const unsigned long *nodes, unsigned long last)
{
    (void)start, (void)length, (void)nodes, (void)last;
    return -1;
}

/* There is no limit other than the machine's. */
bool GetCpuLimit(uint32_t *limit) { return (void)limit, false; }
size_t GetRestrictedPhysicalMemoryLimit(void) { return 0; }
bool GetPhysicalMemoryUsed(size_t *used) { return (void)used, false; }
