using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>The processes that the user runs as functions.</summary>
/// <param name="functions">The deployed functions.</param>
/// <param name="prefix">What the names of this project's functions begin with, so that they can be named without it.</param>
/// <param name="shipper">Delivers their logs.</param>
/// <param name="timeOut">Whether the timeouts of functions and callers apply to them.</param>
internal sealed class OwnFunctions(Functions functions, string prefix, LogShipper shipper, bool timeOut)
{
    private readonly ConcurrentDictionary<string, OwnProcesses> _byName = new();

    public bool TimeOut => timeOut;

    /// <summary>Finds a function by its deployed name, or by its name without the prefix.</summary>
    /// <exception cref="FunctionNotFoundException">It isn't deployed. The message lists what is.</exception>
    public async Task<FunctionVersion> FindAsync(string name)
    {
        foreach (var each in name.StartsWith(prefix, StringComparison.Ordinal) ? [name] : new[] { prefix + name, name })
        {
            try
            {
                return await functions.ResolveAsync(new(each, null));
            }
            catch (FunctionNotFoundException)
            {
                // The next name may be right.
            }
        }

        var names = (await functions.NamesAsync()).Select(ShortName).Order(StringComparer.Ordinal).ToArray();
        throw new FunctionNotFoundException(
            new(name, null), names.Length == 0 ? ". No function is deployed: run scripts/up." : $". The deployed functions are: {string.Join(", ", names)}.");
    }

    /// <summary>The name of a function in the path of its Runtime API.</summary>
    public string ShortName(string name) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;

    /// <summary>The processes of a function.</summary>
    public OwnProcesses Of(FunctionVersion function) => _byName.GetOrAdd(function.Name, _ => new(shipper, timeOut));

    /// <summary>Releases all callers, because the cloud is stopping.</summary>
    public void End()
    {
        foreach (var processes in _byName.Values)
        {
            processes.End();
        }
    }
}
