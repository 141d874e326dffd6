using System.Runtime.CompilerServices;

namespace Quickchange.Probe;

/// <summary>A generic virtual method, which the runtime looks up by its type arguments.</summary>
internal abstract class Carrier
{
    public abstract TValue Carry<TValue, TLoad>(TValue value, TLoad load);
}

/// <summary>A carrier that throws an exception in code that all reference types share.</summary>
internal sealed class ThrowingCarrier : Carrier
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override TValue Carry<TValue, TLoad>(TValue value, TLoad load) => Unload<TValue, TLoad>.From(load);
}

internal static class Unload<TValue, TLoad>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TValue From(TLoad load) => throw new NotSupportedException($"{typeof(TValue).Name} of {typeof(TLoad).Name}");
}
