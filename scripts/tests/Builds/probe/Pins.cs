using System.Runtime.InteropServices;

namespace Quickchange.Probe;

/// <summary>Pinned arrays: half of them with a handle, and half on the pinned object heap.</summary>
internal sealed class Pins : IDisposable
{
    private const int Length = 100;

    private readonly List<(byte[] Array, GCHandle Handle, nint Address)> _pins = [];

    public Pins(int number)
    {
        for (var index = 0; index < number; index++)
        {
            var array = index % 2 == 0 ? new byte[Length] : GC.AllocateUninitializedArray<byte>(Length, pinned: true);
            Array.Fill(array, (byte)index);
            var handle = index % 2 == 0 ? GCHandle.Alloc(array, GCHandleType.Pinned) : default;
            _pins.Add((array, handle, AddressOf(array)));
        }
    }

    /// <summary>How many kept their address and contents.</summary>
    public int InPlace => _pins.Where((pin, index) => AddressOf(pin.Array) == pin.Address && pin.Array.All(each => each == index)).Count();

    public void Dispose()
    {
        foreach (var (_, handle, _) in _pins.Where(static pin => pin.Handle.IsAllocated))
        {
            handle.Free();
        }
    }

    private static nint AddressOf(byte[] array) => Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
}
