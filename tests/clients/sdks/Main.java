import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Asks for StartSyncExecution and TestState with the SDK's own settings, then with the host prefix turned off by its option. */
public final class Main {
  private static final String PASS = "{\"Type\":\"Pass\",\"End\":true}";

  public static void main(String[] words) {
    ask("own", SfnClient.create(), words[0]);
    ask("told", SfnClient.builder().overrideConfiguration(Main::withoutHostPrefix).build(), words[0]);
  }

  private static void withoutHostPrefix(software.amazon.awssdk.core.client.config.ClientOverrideConfiguration.Builder settings) {
    settings.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
  }

  private static void ask(String how, SfnClient client, String machine) {
    try {
      var started = client.startSyncExecution(request -> request.stateMachineArn(machine).input("{}"));
      var tested = client.testState(request -> request.definition(PASS).input("{}"));
      System.out.println(how + " " + started.statusAsString() + " " + tested.statusAsString());
    } catch (RuntimeException refused) {
      System.out.println(how + " " + refused + " " + refused.getCause());
    }
  }
}
