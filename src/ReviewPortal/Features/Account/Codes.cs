using System.Text;

namespace ReviewPortal.Features.Account;

/// <summary>Codes of the second step, as people type them and as programs need them.</summary>
public static class Codes
{
    /// <summary>The digits alone: full width becomes half width, spaces and hyphens go.</summary>
    public static string Digits(string? typed) => string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    /// <summary>A key in groups of four letters, to be typed off the screen.</summary>
    public static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(part => new string(part)));

    /// <summary>The address that authenticator apps understand.</summary>
    public static string AppAddress(string issuer, string email, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6";
}
