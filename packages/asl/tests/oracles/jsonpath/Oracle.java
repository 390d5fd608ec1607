import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers pairs of path and document, one JSON object a line, with what Jayway's json-path makes of them. */
public class Oracle {
  public static void main(String[] args) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Configuration configuration =
        Configuration.builder()
            .jsonProvider(new JacksonJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<?, ?> pair = mapper.readValue(line, Map.class);
      out.println(mapper.writeValueAsString(answer((String) pair.get("path"), pair.get("document"), configuration)));
    }
    out.flush();
  }

  private static Map<String, Object> answer(String text, Object document, Configuration configuration) {
    Map<String, Object> answer = new LinkedHashMap<>();
    JsonPath path;
    try {
      path = JsonPath.compile(text);
    } catch (RuntimeException error) {
      answer.put("refused", true);
      return answer;
    }
    answer.put("isDefinite", path.isDefinite());
    try {
      answer.put("value", path.read(document, configuration));
    } catch (RuntimeException error) {
      answer.put("error", error.getClass().getSimpleName());
      answer.put("message", String.valueOf(error.getMessage()));
    }
    return answer;
  }
}
