#!/usr/bin/env bash
# Jayway's json-path 2.0.0 (whose messages Step Functions shows) from Maven Central, in its default configuration.
#
# Guess: a filter followed by a name collects that member from each item that passes and has it, as a wildcard does:
#   $.list[?(@.n > 0)].t   on items of which one has no t gives the others' t.
# Seen: with the wildcard it does; with a filter, or a slice, the whole path fails with "No results for path" although it
# is not definite. Where the missing member is not the last step, the item is passed over. And brackets in a filter group
# nothing: (a || b) && c is read as a || (b && c).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>try</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.jayway.jsonpath</groupId><artifactId>json-path</artifactId><version>2.0.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Try.java <<'JAVA'
import com.jayway.jsonpath.JsonPath;

public class Try {
  public static void main(String[] args) {
    String json = "{\"list\":[{\"n\":1,\"t\":\"a\"},{\"n\":2},{\"n\":3,\"t\":\"c\",\"u\":{\"v\":5}}]}";
    check(json, "$.list[*].t", "[\"a\",\"c\"]");
    check(json, "$.list[?(@.n > 0)].t", "No results for path: $['list'][1]['t']");
    check(json, "$.list[0:3].t", "No results for path: $['list'][1]['t']");
    check(json, "$.list[?(@.n > 0)].u.v", "[5]");
    check(json, "$.list[?((@.n == 1 || @.n == 2) && @.n == 3)].n", "[1]");
  }

  static void check(String json, String path, String expected) {
    String seen;
    try {
      seen = String.valueOf((Object) JsonPath.read(json, path));
    } catch (RuntimeException error) {
      seen = error.getMessage();
    }
    System.out.println(path + "  ->  " + seen);
    if (!seen.equals(expected)) throw new AssertionError("expected " + expected);
  }
}
JAVA
java -cp 'lib/*' Try.java 2>/dev/null
