import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/** Answers pairs of pattern and event, both as texts, one JSON object a line, with what event-ruler makes of them. */
public class Oracle {
  public static void main(String[] args) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<?, ?> pair = mapper.readValue(line, Map.class);
      out.println(mapper.writeValueAsString(answer((String) pair.get("pattern"), (String) pair.get("event"))));
    }
    out.flush();
  }

  private static Map<String, Object> answer(String pattern, String event) throws Exception {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      JsonRuleCompiler.compile(pattern);
    } catch (JsonProcessingException error) {
      answer.put("refused", error.getOriginalMessage());
      return answer;
    } catch (RuntimeException error) {
      answer.put("refused", error.getMessage());
      return answer;
    }
    Machine machine = new Machine();
    try {
      machine.addRule("rule", pattern);
      answer.put("complexity", machine.evaluateComplexity(new MachineComplexityEvaluator(11)));
      answer.put("matches", !machine.rulesForJSONEvent(event).isEmpty());
    } catch (RuntimeException error) {
      answer.put("failed", String.valueOf(error));
    }
    return answer;
  }
}
