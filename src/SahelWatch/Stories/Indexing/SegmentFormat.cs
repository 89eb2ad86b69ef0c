using System.Runtime.InteropServices;
using System.Text;

namespace SahelWatch.Stories.Indexing;

/// <summary>A day's segment of the index as bytes: a version, a count, and the articles in the order of their ids. Little-endian, strings in UTF-8.</summary>
internal static class SegmentFormat
{
    private const int Version = 3;
    private const int MaxItems = 1 << 20; // no count in a segment is larger: a damaged one must not ask for memory

    private const int LongestHead = 10; // bytes of the version and the count

    public static ReadOnlyMemory<byte> Write(IReadOnlyCollection<IndexedArticle> articles) =>
        articles.Count == 0 ? default : Write([.. articles.OrderBy(a => a.Id.Value, StringComparer.Ordinal)], 0);

    /// <summary>The articles; null where the segment is damaged or of another version.</summary>
    public static IReadOnlyList<IndexedArticle>? Read(ReadOnlyMemory<byte> segment) => Readable(() => ArticlesIn(segment).ToList());

    /// <summary>
    /// The segment with the changed articles in it, in the place of those it has of them. One article at a time is in memory: a day of many feeds has tens of
    /// megabytes. Null where one of the two is damaged or of another version.
    /// </summary>
    public static ReadOnlyMemory<byte>? Merge(ReadOnlyMemory<byte> segment, ReadOnlyMemory<byte> changes) =>
        Readable<ReadOnlyMemory<byte>?>(() =>
            Write(Merged(segment.IsEmpty ? [] : ArticlesIn(segment), new(ArticlesIn(changes))), segment.Length + changes.Length));

    private static IEnumerable<IndexedArticle> Merged(IEnumerable<IndexedArticle> former, Queue<IndexedArticle> changed)
    {
        foreach (var article in former)
        {
            while (changed.TryPeek(out var next) && string.CompareOrdinal(next.Id.Value, article.Id.Value) < 0)
                yield return changed.Dequeue();
            yield return changed.TryPeek(out var same) && same.Id == article.Id ? changed.Dequeue() : article;
        }

        while (changed.TryDequeue(out var last))
            yield return last;
    }

    /// <param name="length">Bytes expected.</param>
    private static ReadOnlyMemory<byte> Write(IEnumerable<IndexedArticle> articles, int length)
    {
        using var stream = new MemoryStream(length + LongestHead);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        stream.Position = LongestHead; // how many they are is known at the end
        var count = 0;
        foreach (var article in articles)
        {
            Write(writer, article);
            count++;
        }

        var end = (int)stream.Position;
        var start = LongestHead - (count < 1 << 7 ? 2 : count < 1 << 14 ? 3 : 4); // of an encoded int a byte holds seven bits
        stream.Position = start;
        writer.Write7BitEncodedInt(Version);
        writer.Write7BitEncodedInt(count);
        return stream.GetBuffer().AsMemory(start..end);
    }

    private static IEnumerable<IndexedArticle> ArticlesIn(ReadOnlyMemory<byte> segment)
    {
        var bytes = MemoryMarshal.TryGetArray(segment, out var array) ? array : segment.ToArray();
        using var reader = new BinaryReader(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), Encoding.UTF8);
        if (reader.Read7BitEncodedInt() != Version)
            throw new InvalidDataException("another version");
        for (var left = Count(reader); left > 0; left--)
            yield return ReadArticle(reader);
    }

    private static T? Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidDataException)
        {
            return default;
        }
    }

    private static void Write(BinaryWriter writer, IndexedArticle article)
    {
        writer.Write(article.Id.Value);
        writer.Write(article.Source);
        writer.Write(article.Language);
        writer.Write(article.Published?.UtcTicks ?? 0);
        writer.Write(article.Told?.UtcTicks ?? 0);
        writer.Write(article.FirstSeen.UtcTicks);
        writer.Write(article.CopyOf?.Value ?? "");
        writer.Write(article.Story.Value);
        Write(writer, article.Shingles);
        Write(writer, article.Sentences);
        writer.Write(article.Signature);
        Write(writer, article.Opening);
        Write(writer, article.Numbers);
        writer.Write(article.Weekdays);
        Write(writer, article.Lead.Numbers);
        Write(writer, article.Lead.Names);
        Write(writer, article.Lead.Headline);
        writer.Write(article.Lead.Weekdays);
        writer.Write(article.IsRoundup);
        writer.Write((byte)article.Located);
        writer.Write7BitEncodedInt(article.Terms.Length);
        foreach (var term in article.Terms)
        {
            writer.Write(term.Hash);
            writer.Write(term.Count);
            writer.Write((byte)term.Marks);
        }

        writer.Write7BitEncodedInt(article.Marks.Length);
        foreach (var mark in article.Marks)
        {
            writer.Write(mark.Hash);
            writer.Write((byte)mark.Kind);
            writer.Write(mark.Count);
        }

        writer.Write7BitEncodedInt(article.Places.Length);
        foreach (var place in article.Places)
            writer.Write(place);
    }

    private static IndexedArticle ReadArticle(BinaryReader reader)
    {
        var (id, source, language) = (reader.ReadString(), string.Intern(reader.ReadString()), string.Intern(reader.ReadString())); // a few hundred sources
        var (published, told, firstSeen) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        var (copyOf, story) = (reader.ReadString(), reader.ReadString());
        return new IndexedArticle
        {
            Id = new ArticleId(id),
            Source = source,
            Language = language,
            Published = published == 0 ? null : new DateTimeOffset(published, TimeSpan.Zero),
            Told = told == 0 ? null : new DateTimeOffset(told, TimeSpan.Zero),
            FirstSeen = new DateTimeOffset(firstSeen, TimeSpan.Zero),
            CopyOf = copyOf.Length == 0 ? null : new ArticleId(copyOf),
            Story = new StoryId(story),
            Shingles = ReadArray(reader, r => r.ReadUInt32()),
            Sentences = ReadArray(reader, r => r.ReadUInt32()),
            Signature = reader.ReadUInt32(),
            Opening = ReadArray(reader, r => r.ReadUInt32()),
            Numbers = ReadArray(reader, r => r.ReadUInt32()),
            Weekdays = reader.ReadByte(),
            Lead = new LeadFacts(ReadArray(reader, ReadFact), ReadArray(reader, ReadFact), ReadArray(reader, ReadFact), reader.ReadByte()),
            IsRoundup = reader.ReadBoolean(),
            Located = (Fineness)reader.ReadByte(),
            Terms = ReadArray(reader, r => new Term(r.ReadUInt32(), r.ReadByte(), (TermMarks)r.ReadByte())),
            Marks = ReadArray(reader, r => new Mark(r.ReadUInt32(), (MarkKind)r.ReadByte(), r.ReadByte())),
            Places = ReadArray(reader, r => string.Intern(r.ReadString())),
        };
    }

    private static void Write(BinaryWriter writer, uint[] values)
    {
        writer.Write7BitEncodedInt(values.Length);
        foreach (var value in values)
            writer.Write(value);
    }

    private static void Write(BinaryWriter writer, Fact[] facts)
    {
        writer.Write7BitEncodedInt(facts.Length);
        foreach (var fact in facts)
        {
            writer.Write(fact.Value);
            writer.Write(fact.Beside);
        }
    }

    private static Fact ReadFact(BinaryReader reader) => new(reader.ReadUInt32(), reader.ReadUInt32());

    private static T[] ReadArray<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var values = new T[Count(reader)];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(reader);
        return values;
    }

    private static int Count(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        return count is >= 0 and <= MaxItems ? count : throw new InvalidDataException("a count out of bounds");
    }
}
