namespace SahelWatch.Feeds.Parsing;

/// <summary>Which prefix stands for which namespace at the place that is being read.</summary>
internal sealed class Utf8Namespaces
{
    private const int Most = 100; // in force at once; a feed declares a dozen, and looking among thousands for each tag would be slow
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    private readonly List<(string Prefix, string Space)> _bindings = [];
    private int _version;

    /// <summary>To be kept when an element opens and given to <see cref="Unbind"/> when it closes.</summary>
    public int Count => _bindings.Count;

    /// <returns>False for declarations that are forbidden, or that the standards reserve.</returns>
    public bool TryBind(Utf8Name name, string space)
    {
        var prefix = name.Prefix.Length == 0 ? "" : name.Local;
        if (_bindings.Count == Most || prefix is "xml" or "xmlns" || space is Xml or Xmlns || (prefix.Length > 0 && space.Length == 0))
            return false;
        _bindings.Add((prefix, space));
        _version++;
        return true;
    }

    public void Unbind(int count)
    {
        if (count == _bindings.Count)
            return;
        _bindings.RemoveRange(count, _bindings.Count - count);
        _version++;
    }

    /// <returns>Null where the prefix was not declared.</returns>
    public string? Of(Utf8Name name)
    {
        if (name.Found.Version != _version)
            (name.Found, name.Canonical) = ((Find(name.Prefix), _version), null);
        return name.Found.Space;
    }

    private string? Find(string prefix)
    {
        for (var i = _bindings.Count - 1; i >= 0; i--)
        {
            if (_bindings[i].Prefix == prefix)
                return _bindings[i].Space;
        }

        return prefix.Length == 0 ? "" : null;
    }
}
