namespace SahelWatch.Feeds.Parsing;

/// <summary>The start tags of one document with their attributes, for <see cref="Utf8Xml"/>.</summary>
internal sealed class Utf8Tags(FeedTree tree, Utf8Text text)
{
    private readonly Utf8Names _names = new();
    private readonly Utf8Namespaces _spaces = new();
    private readonly Stack<(Utf8Name Name, int Declared)> _open = new();
    private (Utf8Name Name, string Value)[] _attributes = new (Utf8Name, string)[8];
    private FeedAttribute[] _others = new FeedAttribute[8];
    private int _count;

    /// <summary>Elements that are open.</summary>
    public int Depth => _open.Count;

    /// <summary>Reads a start tag behind its "&lt;".</summary>
    public bool TryStart(ref Utf8Cursor cursor)
    {
        if (_open.Count > FeedLimits.Depth || _names.At(cursor.Rest) is not { } name)
            return false;
        cursor.Skip(name.Raw.Length);
        var declared = _spaces.Count;
        ReadOnlySpan<FeedAttribute> attributes = [];
        if (cursor.Next != '>' && (!TryAttributes(ref cursor) || !TryTurn(out attributes)))
            return false;
        var isEmpty = cursor.Take('/');
        if (!cursor.Take('>') || _spaces.Of(name) is not { } space)
            return false;
        tree.Open(space, name.Local, attributes, ref name.Canonical);
        _open.Push((name, declared));
        if (isEmpty)
            Close();
        return true;
    }

    /// <summary>Reads an end tag behind its "&lt;/".</summary>
    public bool TryEnd(ref Utf8Cursor cursor)
    {
        // What the name is a mere start of is not followed by ">".
        if (!_open.TryPeek(out var element) || !cursor.Take(element.Name.Raw))
            return false;
        cursor.TakeWhite();
        if (!cursor.Take('>'))
            return false;
        Close();
        return true;
    }

    private void Close()
    {
        tree.Close();
        _spaces.Unbind(_open.Pop().Declared);
    }

    private bool TryAttributes(ref Utf8Cursor cursor)
    {
        _count = 0;
        while (true)
        {
            var isApart = cursor.TakeWhite();
            if (cursor.Next is (byte)'>' or (byte)'/')
                return true;
            if (!isApart || _count == FeedLimits.Attributes || _names.At(cursor.Rest) is not { } name || IsRefused(name))
                return false;
            cursor.Skip(name.Raw.Length);
            cursor.TakeWhite();
            if (!cursor.Take('='))
                return false;
            cursor.TakeWhite();
            if (!cursor.TryTakeQuoted(out var raw) || text.Value(raw) is not { } value)
                return false;
            if (_count == _attributes.Length)
            {
                Array.Resize(ref _attributes, FeedLimits.Attributes);
                Array.Resize(ref _others, FeedLimits.Attributes);
            }

            _attributes[_count++] = (name, value);
        }
    }

    /// <summary>xml:space changes what white space is; two prefixes with one local name may mean the same attribute twice.</summary>
    private bool IsRefused(Utf8Name name)
    {
        foreach (var (other, _) in _attributes.AsSpan(0, _count))
        {
            if (other == name || (other.Prefix.Length > 0 && name.Prefix.Length > 0 && other.Local == name.Local))
                return true;
        }

        return name.Attribute == "xml:space";
    }

    /// <summary>Declarations come before what they are needed for, wherever in the tag they stand.</summary>
    /// <param name="attributes">The others; good until the next call.</param>
    private bool TryTurn(out ReadOnlySpan<FeedAttribute> attributes)
    {
        attributes = [];
        var read = _attributes.AsSpan(0, _count);
        foreach (var (name, value) in read)
        {
            if (!name.IsDeclaration)
                continue;
            if (!_spaces.TryBind(name, value))
                return false;
            if (name.Prefix.Length > 0)
                tree.Declare(name.Local, value);
        }

        var others = 0;
        foreach (var (name, value) in read)
        {
            if (name.IsDeclaration)
                continue;
            if (name.Prefix is not ("" or "xml") && _spaces.Of(name) is null)
                return false;
            _others[others++] = new(name.Attribute, value);
        }

        attributes = _others.AsSpan(0, others);
        return true;
    }
}
