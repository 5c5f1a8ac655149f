using PbDecisionDay.Storage;
using PbDecisionDay.Web;

return await StorageHosting.RunWithStorageAsync(() => DecisionDayService.Build(args), Console.Error);
