using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SahelWatch.Benchmarks.Kills.Alerts;

/// <summary>
/// Plays every chat service on loopback and is often in no mood: it refuses, asks for patience, hangs up before or after receipt, or never answers. Counts what
/// it took of each story in each channel.
/// </summary>
internal sealed partial class MoodyReceiver : IAsyncDisposable
{
    private const int LargestBody = 64 * 1024;

    private readonly WebApplication _server;
    private readonly Random _random;
    private readonly ConcurrentDictionary<(string Channel, string Story), Receipts> _receipts = [];

    private MoodyReceiver(WebApplication server, Random random) => (_server, _random) = (server, random);

    public Uri Root { get; private set; } = null!;

    public ConcurrentDictionary<string, int> Moods { get; } = [];

    public Receipts this[string channel, string story] => _receipts.GetValueOrDefault((channel, story));

    public static async Task<MoodyReceiver> StartAsync(int seed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0);
            k.Limits.MaxRequestBodySize = LargestBody;
        });
        var receiver = new MoodyReceiver(builder.Build(), new Random(seed));
        receiver._server.Run(receiver.AnswerAsync);
        await receiver._server.StartAsync();
        receiver.Root = new Uri(receiver._server.Urls.Single());
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var mood = Mood();
        Moods.AddOrUpdate(mood, 1, (_, n) => n + 1);
        if (mood == "hung up before receipt")
        {
            context.Abort();
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var story = StoryAddress().Match(await reader.ReadToEndAsync(context.RequestAborted)).Groups[1].Value;
        var channel = context.Request.Path.Value!.Split('/')[1];
        switch (mood)
        {
            case "refused":
                context.Response.StatusCode = 503;
                break;
            case "429":
                (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "40");
                break;
            case "hung up after receipt":
                Note(channel, story, answered: false);
                context.Abort();
                break;
            case "never answered":
                Note(channel, story, answered: false);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            default:
                Note(channel, story, answered: true);
                break;
        }
    }

    private void Note(string channel, string story, bool answered) => _receipts.AddOrUpdate(
        (channel, story), _ => default(Receipts).Plus(answered), (_, known) => known.Plus(answered));

    private string Mood()
    {
        lock (_random)
        {
            return _random.Next(100) switch
            {
                < 8 => "refused",
                < 16 => "429",
                < 20 => "hung up before receipt",
                < 25 => "hung up after receipt",
                < 26 => "never answered",
                _ => "took it",
            };
        }
    }

    [GeneratedRegex(@"stories/([0-9a-f]{16})")]
    private static partial Regex StoryAddress();
}

/// <param name="Unanswered">Of those taken, the ones of which the sender cannot know.</param>
internal readonly record struct Receipts(int Taken, int Unanswered)
{
    public Receipts Plus(bool answered) => new(Taken + 1, Unanswered + (answered ? 0 : 1));
}
