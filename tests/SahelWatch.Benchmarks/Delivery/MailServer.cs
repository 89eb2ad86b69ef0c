using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>The tests' SMTP server (tests/services/smtp.js; needs `npm ci` in tests/services once, which the tests do). It ends with this process.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private MailServer(Process process, string log, int port) => (_process, _log, Port) = (process, log, port);

    public int Port { get; }

    /// <summary>The time the server has spent on the processor.</summary>
    public TimeSpan Processor => _process.TotalProcessorTime;

    /// <summary>Grows by about <see cref="BytesPerMail"/> with every mail it takes.</summary>
    public long LogLength => new FileInfo(_log) is { Exists: true } log ? log.Length : 0;

    public const int BytesPerMail = 110;

    /// <summary>How often it took each mail, by the first part of the Message-ID: the hash of the delivery.</summary>
    public IReadOnlyDictionary<string, int> Taken() =>
        File.Exists(_log) ? File.ReadLines(_log).Select(line => JsonNode.Parse(line)!["id"]!.GetValue<string>().Split('.')[0]).CountBy(id => id).ToDictionary() : [];

    public static async Task<MailServer> StartAsync(string folder, TimeSpan delay)
    {
        var log = Path.Combine(folder, "taken.jsonl");
        var options = new JsonObject { ["log"] = log, ["delay"] = delay.TotalMilliseconds };
        var start = new ProcessStartInfo("node", ["run.js", "./smtp.js", options.ToJsonString()])
        {
            WorkingDirectory = Path.Combine(Root(), "tests", "services"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The SMTP server did not start: run the tests once, or npm ci in tests/services.");
        _ = process.StandardOutput.ReadToEndAsync(); // or it would block on a full pipe
        return new MailServer(process, log, int.Parse(ready.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SahelWatch.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run from a checkout: SahelWatch.sln was not found.");
    }
}
