package io.gantry.server.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.gantry.api.types.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The few forms of field that the messages of a KMS plugin and their envelope consist of, in protobuf's wire format: too few
 * for generated code. Empty fields are left out, unknown ones are passed over.
 */
final class Wire {
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private Wire() {}

    /** A message being written, field by field in the order of their numbers. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

        Writer text(int number, String text) {
            return bytes(number, ByteString.copyFromUtf8(text));
        }

        Writer bytes(int number, byte[] content) {
            return bytes(number, ByteString.copyFrom(content));
        }

        private Writer bytes(int number, ByteString content) {
            return content.isEmpty() ? this : write(() -> out.writeBytes(number, content));
        }

        Writer number(int number, int value) {
            return value == 0 ? this : write(() -> out.writeInt32(number, value));
        }

        /** A map, in the order of its keys. */
        Writer map(int number, Map<String, Bytes> map) {
            new TreeMap<>(map).forEach((key, value) -> {
                byte[] entry =
                        new Writer().text(KEY, key).bytes(VALUE, value.shared()).done();
                write(() -> out.writeByteArray(number, entry));
            });
            return this;
        }

        byte[] done() {
            write(out::flush);
            return bytes.toByteArray();
        }

        @FunctionalInterface
        private interface Write {
            void run() throws IOException;
        }

        private Writer write(Write write) {
            try {
                write.run();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
        }
    }

    /** The fields of a message; the last one counts of those that come twice. */
    static final class Fields {
        private final Map<Integer, ByteString> contents = new HashMap<>();
        private final Map<Integer, Long> numbers = new HashMap<>();
        private final Map<Integer, Map<String, Bytes>> maps = new HashMap<>();

        String text(int number) {
            return contents.getOrDefault(number, ByteString.EMPTY).toStringUtf8();
        }

        byte[] bytes(int number) {
            return contents.getOrDefault(number, ByteString.EMPTY).toByteArray();
        }

        int number(int number) {
            return (int) (long) numbers.getOrDefault(number, 0L);
        }

        Map<String, Bytes> map(int number) {
            return maps.getOrDefault(number, Map.of());
        }
    }

    /**
     * @param mapNumber of the message's only map; 0 when it has none
     * @throws IOException when it is no message
     */
    static Fields read(byte[] message, int offset, int mapNumber) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message, offset, message.length - offset);
        Fields fields = new Fields();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                    ByteString content = in.readBytes();
                    if (number == mapNumber) {
                        Fields entry = read(content.toByteArray(), 0, 0);
                        fields.maps
                                .computeIfAbsent(number, _ -> new TreeMap<>())
                                .put(entry.text(KEY), Bytes.ofOwned(entry.bytes(VALUE)));
                    } else {
                        fields.contents.put(number, content);
                    }
                }
                case WireFormat.WIRETYPE_VARINT -> fields.numbers.put(number, in.readRawVarint64());
                default -> in.skipField(tag);
            }
        }
        return fields;
    }
}
