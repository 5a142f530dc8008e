using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Writer;

/// <summary>Saves what people have edited.</summary>
public static class EditSaves
{
    /// <summary>
    /// Saves the command's rows; false, and nothing is saved, where another process has saved one of them since it was read. Within one
    /// process commands follow each other, so that none is ever in between.
    /// </summary>
    public static async Task<bool> TrySaveEditAsync(this WriteScope scope)
    {
        try
        {
            await scope.Db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
