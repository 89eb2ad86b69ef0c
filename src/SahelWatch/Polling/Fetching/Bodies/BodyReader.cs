namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>Reads a body within its bounds: bytes at most, bytes a second at least.</summary>
internal static class BodyReader
{
    /// <param name="maxBytes">Of the body as it comes over the wire; decompression has a cap of its own.</param>
    /// <returns>What came, and why it is not all where it is not.</returns>
    public static async Task<ReadBody> ReadAsync(
        HttpContent content, int maxBytes, LargeBodies.Place place, FeedOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = new Body(maxBytes);
        // Armed for one window, and again each time a window's worth has come: a drip runs into it, and so does silence.
        using var stall = new CancellationTokenSource(options.RateWindow, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var window = options.MinBytesPerSecond * options.RateWindow.TotalSeconds;
            var inWindow = 0;
            while (!body.Overflows)
            {
                if (place.IsNeededFor(body))
                {
                    // Who waits for its place is not slow.
                    stall.CancelAfter(Timeout.InfiniteTimeSpan);
                    await place.TakeAsync(cancellationToken);
                    stall.CancelAfter(options.RateWindow);
                }

                var count = await stream.ReadAsync(body.Free(), stop.Token);
                if (count == 0)
                    return new(body, null);
                body.Advance(count);
                if ((inWindow += count) >= window)
                {
                    inWindow = 0;
                    stall.CancelAfter(options.RateWindow);
                }
            }
            return new(body, FailureReason.BodyTooLarge);
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new(body, FailureReason.TooSlow);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return new(body, FailureReason.ConnectionLost);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}

/// <summary>A body and why it ends early; null where it is whole.</summary>
internal sealed record ReadBody(Body Body, FailureReason? Fault);
