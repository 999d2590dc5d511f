package io.gantry.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Small text files of names and values; a reader sees the old content or the new one, never a part. */
final class PropertiesFile {
    private PropertiesFile() {}

    static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IllegalArgumentException e) {
            throw new UserError("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
        var values = new TreeMap<String, String>();
        properties.forEach((name, value) -> values.put((String) name, (String) value));
        return values;
    }

    static void write(Path file, Map<String, String> values) throws IOException {
        var text = new StringBuilder();
        new TreeMap<>(values).forEach((name, value) -> {
            if (value.indexOf('\n') >= 0 || value.indexOf('\\') >= 0) {
                throw new IllegalArgumentException(name + ": a line break or backslash in '" + value + "'");
            }
            text.append(name).append('=').append(value).append('\n');
        });
        var beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
