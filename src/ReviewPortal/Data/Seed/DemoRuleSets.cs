using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Data.Seed;

/// <summary>A draft of rules in work, so that difference, impact and check have something to show.</summary>
static class DemoRuleSets
{
    const string Hardened = "CO-04";

    public static PortalRuleSet Draft(Act copied, Act edited)
    {
        var origin = RuleSets.Find("PHR-GL-2025-04")!;
        var draft = PortalRuleSet.Copy(PortalRuleSetId.New(), origin, origin.Revision + 1, isDemo: true, copied);
        var json = RuleSetJson.Write(origin);
        var own = PartEdit.OwnOf(json);
        own["title"] = new JsonObject { ["ja"] = "デモ：改正案（要確認）", ["en"] = "Demo: a revision in work (to be confirmed)" };
        draft.Edit(new(PartChange.Changed, PartEdit.Itself, 0, own), edited);
        var at = origin.Rules.ToList().FindIndex(rule => rule.Id == Hardened);
        var rule = json["rules"]![at]!.DeepClone().AsObject();
        rule["severity"] = nameof(Severity.Block);
        rule["citation"] = new JsonObject { ["document"] = "デモ：改正案", ["confirmed"] = false };
        draft.Edit(new(PartChange.Changed, "rules", at, rule), edited);
        return draft;
    }
}
