package io.gantry.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of all that is served, users can ask what it is. */
final class EveryFieldIsDescribedTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("Kubernetes \\S+( of \\S+)?\\.");
    private static final Pattern MARKUP = Pattern.compile("\\{@|</?\\w|&\\w+;|\\s\\s|\\t");

    @Test
    void everyTypeSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (RecordType<?> type : types()) {
            String description = Descriptions.of(type);
            if (description == null || PLACEHOLDER.matcher(description).matches()) {
                silent.add(type.toString());
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyFieldSaysWhatItMeans() {
        List<String> silent = new ArrayList<>();
        forEachField((name, description) -> {
            if (description == null) {
                silent.add(name);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void theyArePlainText() {
        List<String> marked = new ArrayList<>();
        BiConsumer<String, @Nullable String> look = (name, description) -> {
            if (description != null && MARKUP.matcher(description).find()) {
                marked.add(name + ": " + description);
            }
        };
        types().forEach(type -> look.accept(type.toString(), Descriptions.of(type)));
        forEachField(look);
        assertThat(marked).isEmpty();
    }

    private static void forEachField(BiConsumer<String, @Nullable String> each) {
        for (RecordType<?> type : types()) {
            for (FieldInfo field : type.fields()) {
                each.accept(type + "." + field.name(), Descriptions.of(type, field));
            }
        }
    }

    /** The types of all kinds, and those that they hold. */
    private static Set<RecordType<?>> types() {
        Set<RecordType<?>> found = new LinkedHashSet<>();
        for (Kind<?> kind : Kinds.all()) {
            collect(kind.type(), found);
        }
        return found;
    }

    private static void collect(RecordType<?> type, Set<RecordType<?>> found) {
        if (found.add(type)) {
            for (FieldInfo field : type.fields()) {
                if (field.kind() == ValueKind.RECORD) {
                    collect(type.child(field), found);
                }
            }
        }
    }
}
