using System.Runtime.InteropServices;
using Quickchange.Watcher;
using Quickchange.Watcher.Running;

Inheritance.End();
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
var options = CommandLine.Parse(args);
var terminal = new Terminal(Console.Out, options.Root);
using var cloud = new Cloud(options.Port, $"{Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")}:{Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")}");
using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, cloud.Lost);
try
{
    await using var watch = new Watch(options, cloud, terminal);
    await watch.RunAsync(end.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    terminal.Say("ended; what was deployed serves again");
    return 130;
}
catch (OperationCanceledException) when (cloud.Lost.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync($"watch: the cloud on port {options.Port} has ended; start it again with scripts/up --port {options.Port}");
    return 1;
}
catch (CloudException exception)
{
    await Console.Error.WriteLineAsync($"watch: {exception.Message}");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    // The functions' processes are ended on the way out.
    signal.Cancel = true;
    stop.Cancel();
}
