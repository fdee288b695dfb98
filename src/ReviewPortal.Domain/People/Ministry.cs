namespace ReviewPortal.Domain.People;

/// <summary>A body of the government that takes part in a review.</summary>
public enum Ministry
{
    /// <summary>デジタル庁</summary>
    DigitalAgency,

    /// <summary>総務省</summary>
    Mic,

    /// <summary>厚生労働省</summary>
    Mhlw,

    /// <summary>経済産業省</summary>
    Meti,

    /// <summary>こども家庭庁; that it takes part for maternal and child data is still to be confirmed (要確認).</summary>
    ChildrenAndFamilies,
}
