package io.gantry.server.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.server.cel.CelEnvironment.CompileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The costs are those that Kubernetes estimates for the same expressions. */
class DeviceCompilerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            true | 0
            "some-domain" in device.attributes | 3
            device.driver == "" | 2
            device.driver == "dra.example.com" | 4
            device.attributes["dra.example.com"].name | 4
            device.attributes["dra.example.com"]["name"] | 4
            cel.bind(dra, device.attributes["dra.example.com"], dra.name) | 15
            device.attributes["dra.example.com"].name > 0 | 5
            device.attributes["dra.example.com"].name == "fish" | 5
            device.attributes["dra.example.com"].name.isGreaterThan(semver("0.0.1")) | 6
            device.attributes["dra.example.com"].name.isGreaterThan(semver("v0.0.1", true)) && isSemver("v1.0.0", true) | 7
            device.capacity["dra.example.com"].name.isGreaterThan(quantity("1Ki")) | 6
            "name" in device.capacity["dra.example.com"] && device.capacity["dra.example.com"].name.isGreaterThan(quantity("1Ki")) | 10
            ~!("name" in device.capacity["dra.example.com"]) || device.capacity["dra.example.com"].name.isGreaterThan(quantity("1Ki"))~ | 11
            device.attributes["dra.example.com"].a && device.attributes["dra.example.com"].b && device.attributes["dra.example.com"].c | 12
            device.attributes.exists_one(x, x == "dra.example.com") | 164
            device.attributes["dra.example.com"].exists_one(x, x == "services") | 133
            device.attributes["dra.example.com"].services.split("example").size() >= 2 | 19
            device.attributes["dra.example.com"].services.matches("[^a]?sym") | 18
            device.capacity.exists_one(x, x == "dra.example.com") | 164
            device.allowMultipleAllocations == true | 3
            """)
    void costs(String expression, long cost) throws Exception {
        assertThat(DeviceCompiler.cost(expression)).isEqualTo(cost);
    }

    @Test
    void nestedLoopsAreDear() throws Exception {
        String ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        String nested = "int('1'.find('[0-9]*')) < 100";
        for (String name : new String[] {"a", "b", "c", "d", "e", "f", "g"}) {
            nested = ten + ".all(" + name + ", " + nested + ")";
        }

        assertThat(DeviceCompiler.cost(nested)).isEqualTo(85_555_551);
    }

    @Test
    void whatSaysNeitherYesNorNo() {
        assertThatThrownBy(() -> DeviceCompiler.cost("1"))
                .isInstanceOf(CompileException.class)
                .hasMessage("must evaluate to bool or the unknown type, not int");
        assertThatThrownBy(() -> DeviceCompiler.cost("?!"))
                .isInstanceOf(CompileException.class)
                .hasMessageStartingWith("compilation failed: ERROR: <input>:1:1: ");
        assertThatThrownBy(() -> DeviceCompiler.cost("device.nonsense"))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("undefined field 'nonsense'");
    }
}
