using System.Text.Json;
using System.Text.Json.Nodes;
using SahelWatch.Delivery.Mail.Smtp;

namespace SahelWatch.Tests.Support;

/// <summary>A real SMTP server (tests/services/smtp.js) that does to a mail what its recipient's name says.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private NodeServer? _server;

    public int Port { get; private set; }

    public static async Task<SmtpServer> StartAsync(string tls = "none", object? auth = null, TimeSpan? slow = null)
    {
        var smtp = new SmtpServer();
        var options = new JsonObject
        { ["log"] = smtp.Log, ["keep"] = smtp._folder.Path, ["tls"] = tls, ["auth"] = JsonSerializer.SerializeToNode(auth ?? false) };
        if (slow is { } wait)
            options["slow"] = wait.TotalMilliseconds;
        (smtp._server, var line) = await NodePackages.StartAsync("./smtp.js", "listening on ", options.ToJsonString());
        smtp.Port = int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return smtp;
    }

    public SmtpOptions Options(SmtpSecurity security = SmtpSecurity.None) =>
        new() { Host = "localhost", Port = Port, Security = security, Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>The Message-IDs of the mails it took, in order.</summary>
    public IReadOnlyList<string> Taken => File.Exists(Log) ? [.. File.ReadLines(Log).Select(line => JsonNode.Parse(line)!["id"]!.GetValue<string>())] : [];

    /// <summary>Whether it took a mail to an address.</summary>
    public bool HasFor(string address) => File.Exists(Log) && File.ReadLines(Log).Any(line => JsonNode.Parse(line)!["to"]!.GetValue<string>() == address);

    /// <summary>The last mail to a recipient as it arrived.</summary>
    public string MailTo(string name) => File.ReadAllText(Path.Combine(_folder.Path, $"{name}.eml"));

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    private string Log => Path.Combine(_folder.Path, "taken.jsonl");
}
