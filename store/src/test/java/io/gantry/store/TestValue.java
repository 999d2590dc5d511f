package io.gantry.store;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A value of the tests: text that carries its revision, as Kubernetes objects do. */
record TestValue(String text, long revision) {
    /** Encodes the text; a text that begins with "unencodable", "unstampable" or "undecodable" fails there, "locked" is unreadable. */
    static final ValueCodec<TestValue> CODEC = new ValueCodec<>() {
        @Override
        public byte[] encode(String key, TestValue value) {
            failOn(value.text, "unencodable");
            return value.text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public TestValue decode(String key, byte[] bytes, long modRevision) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith("locked")) {
                throw new UnreadableValueException(key + " is locked.");
            }
            failOn(text, "undecodable");
            return new TestValue(text, modRevision);
        }

        @Override
        public TestValue stamp(TestValue value, long modRevision) {
            failOn(value.text, "unstampable");
            if (value.text.startsWith("fatal")) {
                throw new AssertionError("an error of the test's codec");
            }
            return new TestValue(value.text, modRevision);
        }

        @Override
        public @Nullable String topic(TestValue value) {
            failOn(value.text, "untopical");
            return topicOf(value.text);
        }
    };

    /** Texts like "node=n1 ..." have the topic "n1". */
    private static @Nullable String topicOf(String text) {
        return text.startsWith("node=") ? text.substring(5).split(" ", 2)[0] : null;
    }

    static TestValue of(String text) {
        return new TestValue(text, 0);
    }

    private static void failOn(String text, String start) {
        if (text.startsWith(start)) {
            throw new IllegalStateException("the test's codec fails on " + text);
        }
    }
}
