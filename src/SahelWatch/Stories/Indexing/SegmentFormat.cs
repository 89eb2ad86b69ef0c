using System.Text;
using SahelWatch.Domain;

namespace SahelWatch.Stories.Indexing;

/// <summary>A day's segment of the index as bytes: a version, a count, and the articles one after the other. Little-endian, strings in UTF-8.</summary>
internal static class SegmentFormat
{
    private const int Version = 2;
    private const int MaxItems = 1 << 20; // no count in a segment is larger: a damaged one must not ask for memory

    public static ReadOnlyMemory<byte> Write(IReadOnlyCollection<IndexedArticle> articles)
    {
        if (articles.Count == 0)
            return default;
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(Version);
            writer.Write7BitEncodedInt(articles.Count);
            foreach (var article in articles)
                Write(writer, article);
        }

        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    /// <summary>The articles; null where the segment is damaged or of another version.</summary>
    public static IReadOnlyList<IndexedArticle>? Read(ReadOnlyMemory<byte> segment)
    {
        using var reader = new BinaryReader(new MemoryStream(segment.ToArray(), writable: false), Encoding.UTF8);
        try
        {
            if (reader.Read7BitEncodedInt() != Version)
                return null;
            var articles = new List<IndexedArticle>();
            for (var left = Count(reader); left > 0; left--)
                articles.Add(ReadArticle(reader));
            return articles;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidDataException)
        {
            return null;
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
            Lead = new LeadFacts(ReadArray(reader, ReadFact), ReadArray(reader, ReadFact), reader.ReadByte()),
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
