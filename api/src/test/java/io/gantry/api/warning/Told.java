package io.gantry.api.warning;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is told of objects that are written as YAML. */
final class Told {
    private Told() {}

    static KubeObject object(String yaml) {
        return (KubeObject)
                Defaults.apply(Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT));
    }

    static List<String> ofNew(String yaml) {
        return Warnings.ofNew(object(yaml));
    }

    static List<String> ofUpdate(String before, String after) {
        return Warnings.ofUpdate(object(before), object(after));
    }
}
