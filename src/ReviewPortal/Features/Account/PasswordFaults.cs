using Microsoft.AspNetCore.Identity;
using ReviewPortal.Data;
using ReviewPortal.Shell;

namespace ReviewPortal.Features.Account;

/// <summary>What is wrong with a password that is being chosen. The fields are called <c>new</c> and <c>again</c>.</summary>
static class PasswordFaults
{
    const int Longest = 128;

    public static List<FormFault> Find(UserManager<PortalUser> users, string? chosen, string? again, Wording words)
    {
        List<FormFault> faults = [];
        if ((chosen?.Length ?? 0) < users.Options.Password.RequiredLength)
        {
            faults.Add(new("new", words["account.password-short"]));
        }
        else if (chosen!.Length > Longest)
        {
            faults.Add(new("new", words["account.password-long"]));
        }

        if (chosen != again)
        {
            faults.Add(new("again", words["account.password-differs"]));
        }

        return faults;
    }
}
