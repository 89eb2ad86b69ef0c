namespace SahelWatch.Language.Gazetteer;

/// <summary>Checks across entries and files that ids and names are unique, and that containers exist and form no cycle.</summary>
internal static class EntryChecks
{
    /// <exception cref="InvalidFileException">Two entries conflict; has the file and line of the later one.</exception>
    public static void Check(IReadOnlyList<SourcedEntry> entries)
    {
        var byId = new Dictionary<string, SourcedEntry>(StringComparer.Ordinal);
        var byName = new Dictionary<(string, bool), SourcedEntry>();
        foreach (var entry in entries)
        {
            if (!byId.TryAdd(entry.Entry.Id, entry))
                throw Wrong(entry, $"the id \"{entry.Entry.Id}\" is given already in {Where(byId[entry.Entry.Id])}; an id must identify one entry for ever");
            CheckNames(entry, byName);
        }

        foreach (var entry in entries)
            CheckContainers(entry, byId);
    }

    private static void CheckNames(SourcedEntry entry, Dictionary<(string, bool), SourcedEntry> byName)
    {
        foreach (var name in entry.Entry.Names.Concat(entry.Entry.People).SelectMany(x => x.Value))
        {
            var key = PhraseKey.Of(name);
            if (!byName.TryAdd(key, entry) && byName[key] != entry)
                throw Wrong(entry, $"\"{name}\" is a name of {entry.Entry.Id} and of {byName[key].Entry.Id} ({Where(byName[key])}); "
                    + "a name stands for one entry: give the other a longer one (\"Mopti region\")");
        }
    }

    private static void CheckContainers(SourcedEntry entry, Dictionary<string, SourcedEntry> byId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(entry.Entry.In);
        while (open.TryPop(out var outer))
        {
            if (outer == entry.Entry.Id)
                throw Wrong(entry, $"\"{outer}\" contains itself through its \"in:\" entries");
            if (!byId.TryGetValue(outer, out var container))
                throw Wrong(entry, $"in: there is no entry \"{outer}\"");
            if (seen.Add(outer))
            {
                foreach (var next in container.Entry.In)
                    open.Push(next);
            }
        }
    }

    private static string Where(SourcedEntry entry) => $"{entry.File}, line {entry.Line}";

    private static InvalidFileException Wrong(SourcedEntry entry, string problem) => new(entry.File, entry.Line, problem);
}
