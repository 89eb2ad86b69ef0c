using System.Text.Json;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells.Operations;

public sealed class ChannelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_names_channels_and_who_uses_them_and_what_is_wrong_and_shows_no_secret()
    {
        await SettingsAsync(("newsroom", "Slack", "https://hooks.example/T0/secret-path"), ("phone", "Ntfy", "https://ntfy.example/"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "mine.yaml"), """
            editions:
            - { id: daily, title: Daily, channels: [newsroom, nobody] }
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "grave.yaml"), """
            alerts:
            - { id: grave, title: Grave, thresholds: { killed: 10 }, channels: [newsroom, phone] }
            """);

        var text = await CommandLine.RunAsync(_folder.Path, "channels", "list", "--editions", "mine.yaml", "--alerts", "grave.yaml");
        var json = await CommandLine.RunAsync(_folder.Path, "channels", "list", "--editions", "mine.yaml", "--json");

        text.ExitCode.ShouldBe(1);
        text.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "newsroom             Slack     ok; edition daily, alert grave",
            "nobody               ?         LOOK: has no settings; edition daily",
            "phone                Ntfy      LOOK: needs a topic (at most 64 letters, digits, dashes, underscores) as Target; alert grave",
        ]);
        JsonDocument.Parse(json.Output).RootElement.GetArrayLength().ShouldBe(3);
        (text.Output + text.Errors + json.Output).ShouldNotContain("secret-path");
    }

    [Fact]
    public async Task Test_sends_a_message_and_says_what_became_of_it()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/gone" ? 404 : 200;
            return Task.CompletedTask;
        });
        await SettingsAsync(("well", "Slack", server["hook"].AbsoluteUri), ("gone", "Discord", server["gone"].AbsoluteUri));

        var sent = await CommandLine.RunAsync(_folder.Path, "channels", "test", "well", "--allow-private");
        var failed = await CommandLine.RunAsync(_folder.Path, "channels", "test", "gone", "--allow-private", "--json");
        var guarded = await CommandLine.RunAsync(_folder.Path, "channels", "test", "well");

        (sent.ExitCode, sent.Output.Trim()).ShouldBe((0, "Channel well: sent."));
        (failed.ExitCode, JsonDocument.Parse(failed.Output).RootElement.GetProperty("reason").GetString())
            .ShouldBe((1, "Channel gone: the service refuses us (404); check its Url, Target and Secret."));
        (guarded.ExitCode, guarded.Output.Trim()).ShouldBe((1, "Channel well has a Url that is not an https address."));
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Doctor_says_which_channels_cannot_be_sent_to_and_sends_nothing()
    {
        await SettingsAsync(
            ("private", "Slack", "https://127.0.0.1/secret-path"), ("vault", "Discord", "@Microsoft.KeyVault(SecretUri=https://v.example/s)"), ("plain", "Teams", "http://hooks.example/x"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "none.opml"), """<opml version="2.0"><body><outline text="gone" xmlUrl="http://127.0.0.1:1/" /></body></opml>""");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "grave.yaml"), """
            alerts:
            - { id: grave, title: Grave, thresholds: { killed: 10 }, channels: [private, misspelt] }
            """);

        var result = await CommandLine.RunAsync(_folder.Path, "doctor", "--feeds", "none.opml", "--alerts", "grave.yaml");

        result.Output.Split(Environment.NewLine).Where(l => l.Contains(" channel ", StringComparison.Ordinal)).ShouldBe(
        [
            "LOOK  channel misspelt: has no settings.",
            "LOOK  channel plain: has a Url that is not an https address.",
            "LOOK  channel private: has a Url in a private network, which is refused; see SahelWatch:Delivery:AllowPrivateChannels.",
            "LOOK  channel vault: has a Url that is a reference to a vault which the platform could not follow.",
        ]);
        (result.Output + result.Errors).ShouldNotContain("secret-path");
    }

    private Task SettingsAsync(params (string Name, string Kind, string Url)[] channels) => File.WriteAllTextAsync(
        Path.Combine(_folder.Path, "local.settings.json"),
        JsonSerializer.Serialize(new
        {
            Values = channels.SelectMany(c => new[] { ("Kind", c.Kind), ("Url", c.Url) }.Select(s => ($"SahelWatch__Delivery__Channels__{c.Name}__{s.Item1}", s.Item2)))
                .ToDictionary(s => s.Item1, s => s.Item2),
        }));
}
