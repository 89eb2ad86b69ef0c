namespace SahelWatch.Tests.Support.Worker;

/// <summary>The clock that workers read where <c>SAHELWATCH_CLOCK</c> names its file: it stands until it is set.</summary>
internal sealed class SteppedClock : TimeProvider
{
    public SteppedClock(string path, DateTimeOffset start)
    {
        File.WriteAllBytes(Path = path, []);
        Set(start);
    }

    public string Path { get; }

    public override DateTimeOffset GetUtcNow() => File.GetLastWriteTimeUtc(Path);

    public void Set(DateTimeOffset now) => File.SetLastWriteTimeUtc(Path, now.UtcDateTime);
}
