using SahelWatch.Benchmarks;
using SahelWatch.Benchmarks.Alerts;
using SahelWatch.Benchmarks.Catalogue;
using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Benchmarks.Kills;
using SahelWatch.Benchmarks.Kills.Alerts;
using SahelWatch.Benchmarks.Matching;
using SahelWatch.Benchmarks.Micro;
using SahelWatch.Benchmarks.Pages;
using SahelWatch.Benchmarks.Storage;
using SahelWatch.Benchmarks.Workers;

// Each verb is a class with a static Run(args) that prints its figures and returns an exit code; to add one, add a line here.
var verbs = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["alerts"] = AlertRun.Run,
    ["alert-latency"] = AlertLatency.Run,
    ["alert-kills"] = AlertKillRun.Run,
    ["alert-kills-child"] = AlertKillChild.Run,
    ["attack-text"] = TextAttack.Run,
    ["attack-parse"] = ParseAttack.Run,
    ["cold-start"] = ColdStartRun.Run,
    ["cost"] = CostRun.Run,
    ["crash"] = CrashRun.Run,
    ["crash-child"] = CrashChild.Run,
    ["fuzz-parse"] = ParseFuzz.Run,
    ["group"] = GroupBenchmark.Run,
    ["load"] = LoadRun.Run,
    ["kills"] = KillRun.Run,
    ["kills-child"] = KillChild.Run,
    ["mail"] = MailRun.Run,
    ["pages"] = PagesRun.Run,
    ["pages-load"] = PagesUnderLoad.Run,
    ["parse"] = MicroRun.Of(typeof(ParseBenchmark)),
    ["poll"] = PollBenchmark.Run,
    ["poll-large"] = LargeCycle.Run,
    ["poll-twice"] = PollBenchmark.Twice,
    ["places"] = PlacesRun.Run,
    ["search"] = SearchRun.Run,
    ["search-child"] = SearchRun.Child,
    ["serve-feeds"] = FeedServer.Run,
    ["match"] = MicroRun.Of(typeof(NamesBenchmark), typeof(ArticleBenchmark)),
    ["workers"] = WorkersRun.Run,
};

if (args.Length > 0 && verbs.TryGetValue(args[0], out var verb))
    return await verb(args[1..]);
Console.Error.WriteLine($"Give the name of a benchmark: {string.Join(", ", verbs.Keys)}.");
return 2;
