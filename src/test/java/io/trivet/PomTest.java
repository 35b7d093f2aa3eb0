package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What must stay true of the build file and that Maven itself does not check. */
final class PomTest {
    /** The other way round aws decides on an older Gson, with which a program hangs (pulumi-java#812). */
    @Test
    void pulumi_stands_before_aws() throws Exception {
        assertThat(artifacts("/project/dependencies/dependency[groupId='com.pulumi']"))
                .containsExactly("pulumi", "aws");
    }

    /** A class is looked for in one jar after the other, and these are the largest. */
    @Test
    void the_sdk_of_aws_stands_last_and_is_on_no_path_of_the_program() throws Exception {
        List<String> groups = texts("/project/dependencies/dependency[not(scope)]/groupId");
        List<String> only = List.of(texts("/project/properties/cli.only").get(0).split(","));

        assertThat(groups.subList(groups.indexOf("software.amazon.awssdk"), groups.size()))
                .containsOnly("software.amazon.awssdk");
        assertThat(only).contains("software.amazon.awssdk");
        assertThat(texts("//execution[id='program-class-path']/configuration/excludeGroupIds"))
                .containsExactly("${cli.only}");
    }

    /** Each of the three jars names its class path, which has neither these nor the classes of the sink. */
    @Test
    void what_only_nodes_need_is_provided_and_the_classes_of_the_sink_are_in_its_own_jar() throws Exception {
        assertThat(artifacts("/project/dependencies/dependency[scope='provided']"))
                .containsExactly("jmx_prometheus_javaagent", "connect-api", "connect-json", "opensearch-java");
        assertThat(texts("//plugin[artifactId='maven-jar-plugin']/configuration/excludes/exclude"))
                .containsExactly("io/trivet/sink/**", "META-INF/services/org.apache.kafka.connect.sink.SinkConnector");
        assertThat(texts("//plugin[artifactId='maven-jar-plugin']//execution[configuration/excludes]/id"))
                .containsExactly("sink");
    }

    @Test
    void no_version_is_a_range_or_a_moving_name() throws Exception {
        assertThat(texts("//version[starts-with(., '[') or starts-with(., '(')]"))
                .as("only the rules about Maven and Java know ranges")
                .containsExactly("[3.8.6,)", "[17,)");
        assertThat(texts("//version[. = 'LATEST' or . = 'RELEASE']")).isEmpty();
    }

    private static List<String> artifacts(String dependencies) throws Exception {
        return texts(dependencies + "/artifactId");
    }

    private static List<String> texts(String xpath) throws Exception {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        NodeList found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, pom, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
