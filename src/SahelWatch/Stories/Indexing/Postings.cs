namespace SahelWatch.Stories.Indexing;

/// <summary>
/// An inverted index from hashed features to article slots: chains in flat arrays, 16 bytes an entry, because a window of 100,000 articles
/// has tens of millions of them.
/// </summary>
internal sealed class Postings
{
    private const int Empty = -1;
    private int[] _heads = NewHeads(1 << 12);
    private Entry[] _entries = new Entry[1 << 12];
    private int _count;

    public void Add(uint key, int slot)
    {
        if (_count == _entries.Length)
            Grow();
        ref var head = ref _heads[Bucket(key)];
        _entries[_count] = new Entry(key, slot, head);
        head = _count++;
    }

    /// <summary>Writes the slots filed under a key, latest first, as far as they fit.</summary>
    /// <returns>How many were written; <paramref name="slots"/>.Length may mean that there are more.</returns>
    public int Find(uint key, Span<int> slots)
    {
        var found = 0;
        for (var at = _heads[Bucket(key)]; at != Empty && found < slots.Length; at = _entries[at].Next)
        {
            if (_entries[at].Key == key)
                slots[found++] = _entries[at].Slot;
        }

        return found;
    }

    private int Bucket(uint key) => (int)((key * 0x9E3779B1u) & (uint)(_heads.Length - 1));

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _heads = NewHeads(_entries.Length);
        for (var i = 0; i < _count; i++)
        {
            ref var head = ref _heads[Bucket(_entries[i].Key)];
            _entries[i].Next = head;
            head = i;
        }
    }

    private static int[] NewHeads(int length)
    {
        var heads = new int[length];
        Array.Fill(heads, Empty);
        return heads;
    }

    private record struct Entry(uint Key, int Slot, int Next);
}
