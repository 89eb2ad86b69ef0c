using System.ComponentModel;
using System.Diagnostics;

namespace SahelWatch.Cli;

/// <summary>The user's web browser.</summary>
internal static class Browser
{
    /// <param name="address">A file or URL, already printed.</param>
    public static void Open(string address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("No browser could be started; open the address above yourself.");
        }
    }
}
