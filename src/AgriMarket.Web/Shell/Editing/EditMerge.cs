using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgriMarket.Web.Shell.Editing;

/// <summary>Puts two people's changes of one form together, property by property, as the form outlives its circuit: as JSON.</summary>
public static class EditMerge
{
    /// <summary>A form with what was changed here, and for the rest what is stored now.</summary>
    /// <param name="seen">As it was opened.</param>
    public static TForm Of<TForm>(TForm seen, TForm theirs, TForm mine)
    {
        var (before, merged, typed) = (Node(seen), Node(theirs), Node(mine));
        foreach (var (name, value) in typed)
        {
            if (!JsonNode.DeepEquals(value, before[name]))
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged.Deserialize<TForm>()!;
    }

    /// <summary>The same form again, so that what is typed into one does not show in the other.</summary>
    public static TForm Copy<TForm>(TForm form) => Node(form).Deserialize<TForm>()!;

    private static JsonObject Node<TForm>(TForm form) => JsonSerializer.SerializeToNode(form)!.AsObject();
}
