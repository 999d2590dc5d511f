package io.gantry.api.processor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes what is said of all types as one text, so that no class grows by it. Blocks are parted by an empty line. The first
 * is a fingerprint of the others; of these, each is a record's name and below it a line for each sentence: the field's
 * name in JSON (none for the record itself), a tab, the sentence. What nothing is said of has no line.
 */
final class DescriptionsText {
    private DescriptionsText() {}

    static String of(List<Record> records) {
        StringBuilder out = new StringBuilder();
        records.stream().sorted(Comparator.comparing(Record::qualifiedName)).forEach(record -> block(out, record));
        return fingerprint(out.toString()) + "\n" + out;
    }

    private static void block(StringBuilder out, Record record) {
        out.append('\n').append(record.qualifiedName()).append('\n');
        line(out, "", record.comment().summary());
        for (Component component : record.components()) {
            line(out, component.jsonName(), record.comment().params().getOrDefault(component.name(), ""));
        }
    }

    private static void line(StringBuilder out, String name, String sentence) {
        if (!sentence.isEmpty()) {
            out.append(name).append('\t').append(sentence).append('\n');
        }
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
