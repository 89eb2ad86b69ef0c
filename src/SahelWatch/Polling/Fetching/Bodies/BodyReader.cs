using System.Buffers;

namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>Reads a body with a maximum size and a minimum transfer rate.</summary>
internal static class BodyReader
{
    /// <summary>
    /// Bytes read at a time. Not straight into the body: an idle connection holds on to the buffer of its last read, so that each connection kept open would
    /// keep a whole body in memory.
    /// </summary>
    private const int PieceSize = 32 * 1024;

    /// <param name="maxBytes">Of the body before decompression, which has its own cap.</param>
    /// <returns>What was received, and why it is incomplete if it is.</returns>
    public static async Task<ReadBody> ReadAsync(
        HttpContent content, int maxBytes, LargeBodies.Place place, FeedOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = new Body(maxBytes);
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        // Restarted whenever the bytes for one window have arrived, so that a drip times out just as silence does.
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
                    // Waiting for the place does not count as slowness of the server.
                    stall.CancelAfter(Timeout.InfiniteTimeSpan);
                    await place.TakeAsync(cancellationToken);
                    stall.CancelAfter(options.RateWindow);
                }

                var count = await stream.ReadAsync(piece, stop.Token);
                if (count == 0)
                    return new(body, null);
                body.Append(piece.AsSpan(0, count));
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
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}

/// <summary>A body and why it is incomplete; null if it is complete.</summary>
internal sealed record ReadBody(Body Body, FailureReason? Fault);
