using SahelWatch.Delivery;
using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Tests.Support;

/// <summary>Senders to channels over the machine's own network.</summary>
internal static class Receivers
{
    /// <summary>For <see cref="ChannelKind.Json"/>.</summary>
    public const string Secret = "whsec_plJ3nmyCDGBKInavdOK15jsl9i3cTx8w";

    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public static WebhookSender Sender(DeliveryOptions options, TimeProvider clock) => new(Http, options, clock);

    /// <summary>Options of which one channel is a receiver on this machine.</summary>
    public static void Add(DeliveryOptions options, string name, ChannelKind kind, Uri url)
    {
        options.AllowPrivateChannels = true;
        options.Channels[name] = new Channel { Kind = kind, Url = url.AbsoluteUri, Target = "target", Secret = Secret };
    }
}
