package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The events of one watch as they come: JSON objects one a line, protobuf messages behind their length, or CBOR as it ends. */
final class Frames implements AutoCloseable {
    private static final int LENGTH_DELIMITED = 2;

    private final Form form;
    private final DataInputStream in;

    /** @param object what the event is about, in the shape that was asked for */
    record Event(String type, Map<String, Object> object) {}

    private Frames(Form form, InputStream in) {
        this.form = form;
        this.in = new DataInputStream(in);
    }

    /** @param accept the media type that is asked for, one of the form's */
    static Frames open(Endpoint endpoint, String path, Form form, String accept) {
        HttpResponse<InputStream> response = endpoint.open(path, accept);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Endpoint.type(response)).isEqualTo(form.stream());
        return new Frames(form, response.body());
    }

    /** The next event; an end of the stream is an error. */
    Event next() throws IOException {
        if (form == Form.PROTOBUF) {
            byte[] message = new byte[in.readInt()];
            in.readFully(message);
            ByteBuffer buffer = ByteBuffer.wrap(message);
            byte[] type = field(buffer, 1);
            ByteBuffer raw = ByteBuffer.wrap(field(buffer, 2));
            return new Event(new String(type, StandardCharsets.UTF_8), form.tree(field(raw, 1)));
        }
        Map<String, Object> event = form.tree(form == Form.CBOR ? item() : line());
        return new Event(Trees.text(event, "type"), Tree.object(event.get("object")));
    }

    private byte[] line() throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the watch ended");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) next;
        }
        return Arrays.copyOf(line, length);
    }

    /** One value of a sequence, which nothing but itself delimits. */
    private byte[] item() throws IOException {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        for (long left = 1; left > 0; left--) {
            int head = in.readUnsignedByte();
            item.write(head);
            long argument = head & 0x1f;
            assertThat(argument).as("what Kubernetes writes has a length").isLessThan(28);
            if (argument >= 24) {
                byte[] bytes = new byte[1 << (argument - 24)];
                in.readFully(bytes);
                item.writeBytes(bytes);
                argument = new BigInteger(1, bytes).longValue();
            }
            switch (head >>> 5) {
                case 2, 3 -> {
                    byte[] content = new byte[(int) argument];
                    in.readFully(content);
                    item.writeBytes(content);
                }
                case 4 -> left += argument;
                case 5 -> left += 2 * argument;
                case 6 -> left++;
                default -> {
                    // a number or a simple value ends here
                }
            }
        }
        return item.toByteArray();
    }

    private static byte[] field(ByteBuffer message, int number) {
        assertThat(message.get()).isEqualTo((byte) (number << 3 | LENGTH_DELIMITED));
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = message.get();
            length |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        byte[] value = new byte[length];
        message.get(value);
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
