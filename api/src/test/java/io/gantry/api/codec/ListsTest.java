package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeList;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in which something else stands than a list has. */
class ListsTest {
    private static byte[] pods(String rest) {
        return ("{\"kind\":\"PodList\",\"apiVersion\":\"v1\"," + rest + "}").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"metadata\":76|number into Go value of type v1.ListMeta",
                "\"items\":{\"a\":[]}|object into Go struct field PodList.items of type []v1.Pod",
                "\"items\":\"\"|string into Go struct field PodList.items of type []v1.Pod"
            })
    void isRefusedAsByKubernetes(String rest, String error) {
        byte[] json = pods(rest);
        assertThatThrownBy(() -> Json.decode(json, null, DecodeOptions.LENIENT))
                .isInstanceOf(DecodeException.class)
                .hasMessage("json: cannot unmarshal " + error);
        Map<String, Object> tree = Tree.object(Tree.parseJson(json));
        assertThatThrownBy(() -> Tree.toObject(tree, null, DecodeOptions.LENIENT))
                .isInstanceOf(DecodeException.class)
                .hasMessage("json: cannot unmarshal " + error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"items\":null,\"metadata\":null", "\"items\":[]", "\"more\":[1]"})
    void nothingIsAnEmptyList(String rest) {
        Object list = Json.decode(pods(rest), null, DecodeOptions.LENIENT);
        assertThat(list instanceof KubeList<?> pods && pods.items().isEmpty()).isTrue();
    }
}
