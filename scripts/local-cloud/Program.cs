using System.Runtime.InteropServices;
using Quickchange.LocalCloud;

if (CommandLine.Parse(args) is not { } options || Secrets.FromEnvironment() is not { } secrets)
{
    await Console.Error.WriteLineAsync($"{CommandLine.Usage}\n{Secrets.Usage}");
    return 2;
}

var stopped = new TaskCompletionSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}

using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

await using var cloud = new Cloud(options, secrets, new());
try
{
    await cloud.StartAsync();
}
catch (PortTakenException taken)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Start the cloud on other ports.");
    return 1;
}

Console.WriteLine($"Lambda's Invoke is served on http://127.0.0.1:{cloud.ComputePort}");
Console.WriteLine($"The routes are served on http://127.0.0.1:{cloud.GatewayPort}");
await stopped.Task;
return 0;
