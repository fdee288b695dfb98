using System.Globalization;

namespace ReviewPortal.Domain.Plans;

/// <summary>What two plans can have in common, by group. The weights are this portal's assumption (要確認) and are shown beside each comparison.</summary>
public enum FeatureGroup
{
    Content,
    NewInformation,
    RecipientKind,
    RecipientUse,
    DataItem,
    Procedure,
    Purchase,
    Consequence,
    Retrieval,
    Handling,
}

/// <summary>One feature: the group that weighs it, and the enumeration's member that names it.</summary>
public readonly record struct PlanFeature(FeatureGroup Group, Enum Value);

/// <summary>The answers of a plan that matter for comparing it, one bit each.</summary>
public readonly record struct PlanFeatures(UInt128 Bits)
{
    // The order is the meaning of the stored bits: add at the end, take nothing out.
    static readonly PlanFeature[] All =
    [
        .. Of<FunctionContent>(FeatureGroup.Content),
        .. Of<NewInformationKind>(FeatureGroup.NewInformation),
        .. Of<RecipientKind>(FeatureGroup.RecipientKind),
        .. Of<RecipientUse>(FeatureGroup.RecipientUse),
        .. Of<Item>(FeatureGroup.DataItem),
        .. Of<ProcedureTrait>(FeatureGroup.Procedure),
        .. Of<PurchasePath>(FeatureGroup.Purchase),
        .. Of<Placement>(FeatureGroup.Purchase),
        .. Of<Consequence>(FeatureGroup.Consequence),
        .. Of<Retrieval>(FeatureGroup.Retrieval),
        .. Of<DataKind>(FeatureGroup.Handling),
        .. Of<HandlingTrait>(FeatureGroup.Handling),
    ];

    static readonly Dictionary<Enum, int> Places = All.Select((feature, i) => (feature.Value, i))
        .ToDictionary(one => one.Value, one => one.i);

    /// <summary>How much one feature of a group counts.</summary>
    public static int WeightOf(FeatureGroup group) =>
        group switch
        {
            FeatureGroup.RecipientUse or FeatureGroup.Consequence => 5,
            FeatureGroup.RecipientKind or FeatureGroup.Purchase => 4,
            FeatureGroup.Content or FeatureGroup.NewInformation or FeatureGroup.Procedure => 3,
            FeatureGroup.DataItem => 2,
            _ => 1,
        };

    static readonly int[] Weights = [.. All.Select(feature => WeightOf(feature.Group))];

    /// <summary>How many features there are; not more than the bits have room for.</summary>
    public static int Count => All.Length;

    /// <summary>As 32 hexadecimal digits.</summary>
    public string Key => Bits.ToString("x32", CultureInfo.InvariantCulture);

    public static PlanFeatures Parse(string key) => new(UInt128.Parse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public IEnumerable<PlanFeature> Present()
    {
        var bits = Bits;
        return All.Where((_, i) => (bits >> i & 1) == 1);
    }

    public static PlanFeatures Of(UsePlan plan)
    {
        UInt128 bits = 0;
        foreach (var value in Values(plan))
        {
            bits |= UInt128.One << Places[value];
        }

        return new(bits);
    }

    /// <summary>Shared weight by the weight of all that either has: 1 for the same, 0 for nothing in common, as for plans without any feature.</summary>
    public double SimilarityTo(PlanFeatures other)
    {
        var (shared, either) = (Weigh(Bits & other.Bits), Weigh(Bits | other.Bits));
        return either == 0 ? 0 : (double)shared / either;
    }

    static int Weigh(UInt128 bits)
    {
        var sum = 0;
        for (; bits != 0; bits &= bits - 1)
        {
            sum += Weights[(int)UInt128.TrailingZeroCount(bits)];
        }

        return sum;
    }

    // Answers that say "nothing" (no consequence, no placement, no retrieval) are no feature to have in common.
    static IEnumerable<Enum> Values(UsePlan plan)
    {
        foreach (var function in plan.Functions ?? [])
        {
            foreach (var value in Values(function))
            {
                yield return value;
            }
        }

        foreach (var kind in plan.Handling?.DataKinds ?? [])
        {
            yield return kind;
        }

        if (plan.Handling?.ResearchOnly == true)
        {
            yield return HandlingTrait.ResearchOnly;
        }

        if (plan.Service?.Minors == true)
        {
            yield return HandlingTrait.Minors;
        }
    }

    static IEnumerable<Enum> Values(PlanFunction function)
    {
        if (function.Content is { } content)
        {
            yield return content;
        }

        foreach (var kind in function.NewInformation ?? [])
        {
            yield return kind;
        }

        foreach (var recipient in function.Recipients ?? [])
        {
            if (recipient.Kind is { } kind)
            {
                yield return kind;
            }

            foreach (var use in recipient.Use ?? [])
            {
                yield return use;
            }

            if (recipient.Foreign == true)
            {
                yield return HandlingTrait.Foreign;
            }
        }

        foreach (var item in function.DataItems ?? [])
        {
            if (item.Item is { } what)
            {
                yield return what;
            }
        }

        if (function.Procedure is { } procedure)
        {
            yield return ProcedureTrait.Described;
            if (procedure.ReplacesPaper == true)
            {
                yield return ProcedureTrait.ReplacesPaper;
            }

            if (procedure.AutomaticRepetition == true)
            {
                yield return ProcedureTrait.Repeats;
            }
        }

        foreach (var path in function.Purchase?.Paths ?? [])
        {
            yield return path;
        }

        if (function.Purchase?.Placement is { } placement and not Placement.None)
        {
            yield return placement;
        }

        foreach (var consequence in (function.Consequences ?? []).Where(one => one != Consequence.None))
        {
            yield return consequence;
        }

        if (function.Retrieval is { } retrieval and not Retrieval.None)
        {
            yield return retrieval;
        }
    }

    static IEnumerable<PlanFeature> Of<T>(FeatureGroup group)
        where T : struct, Enum => Enum.GetValues<T>().Select(value => new PlanFeature(group, value));
}

/// <summary>What a procedure of a plan is like.</summary>
public enum ProcedureTrait
{
    Described,
    ReplacesPaper,
    Repeats,
}

/// <summary>What the handling of a plan's data is like, besides its kinds.</summary>
public enum HandlingTrait
{
    ResearchOnly,
    Minors,
    Foreign,
}
