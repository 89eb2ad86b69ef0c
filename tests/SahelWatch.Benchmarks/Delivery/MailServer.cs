using System.Globalization;
using System.Text.Json.Nodes;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>The tests' SMTP server (tests/services/smtp.js). It ends with this process.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly NodeProcess _process;
    private readonly string _log;

    private MailServer(NodeProcess process, string log, int port) => (_process, _log, Port) = (process, log, port);

    public int Port { get; }

    /// <summary>The time the server has spent on the processor.</summary>
    public TimeSpan Processor => _process.Processor;

    /// <summary>Grows by about <see cref="BytesPerMail"/> with every mail it takes.</summary>
    public long LogLength => new FileInfo(_log) is { Exists: true } log ? log.Length : 0;

    public const int BytesPerMail = 110;

    /// <summary>How often it took each mail, by the first part of the Message-ID: the hash of the delivery.</summary>
    public IReadOnlyDictionary<string, int> Taken() => Ids().Select(id => id.Split('.')[0]).CountBy(id => id).ToDictionary();

    /// <summary>The Message-ID of each mail that it took, in order.</summary>
    public IReadOnlyList<string> Ids() => File.Exists(_log) ? [.. File.ReadLines(_log).Select(line => JsonNode.Parse(line)!["id"]!.GetValue<string>())] : [];

    public static async Task<MailServer> StartAsync(string folder, TimeSpan delay)
    {
        var log = Path.Combine(folder, "taken.jsonl");
        var options = new JsonObject { ["log"] = log, ["delay"] = delay.TotalMilliseconds };
        var (process, line) = await NodeProcess.StartAsync("", "./smtp.js", options.ToJsonString());
        return new MailServer(process, log, int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _process.Dispose();
}
