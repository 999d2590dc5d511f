package io.gantry.bench;

import com.fasterxml.jackson.core.JsonFactory;
import io.gantry.bench.Figure.Target;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as a table for people and as JSON, one object a line, for programs. */
final class Report {
    private Report() {}

    static String table(List<Figure> figures) {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"BENCH", "WHO", "FIGURE", "VALUE", "UNIT", "TARGET", ""});
        for (var figure : figures) {
            rows.add(new String[] {
                figure.bench(),
                figure.subject(),
                figure.figure(),
                number(figure.value()),
                figure.unit(),
                target(figure.target()),
                figure.target() == null ? ratio(figure, figures) : figure.met() ? "met" : "MISSED"
            });
        }
        var widths = new int[rows.getFirst().length];
        for (var row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                // Numbers to the right, words to the left.
                var format = (column == 3 ? "%" : "%-") + Math.max(1, widths[column]) + "s  ";
                line.append(format.formatted(row[column]));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    static String json(Figure figure) throws IOException {
        var out = new StringWriter();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("bench", figure.bench());
            if (!figure.subject().equals(Figure.GANTRY)) {
                json.writeStringField("peer", figure.subject());
            }
            json.writeStringField("figure", figure.figure());
            json.writeNumberField("value", Double.parseDouble(number(figure.value())));
            json.writeStringField("unit", figure.unit());
            var target = figure.target();
            if (target == null) {
                json.writeNullField("target");
                json.writeNullField("met");
            } else {
                json.writeStringField("target", target(target));
                json.writeBooleanField("met", figure.met());
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private static String target(@Nullable Target target) {
        if (target == null) {
            return "";
        }
        return switch (target.direction()) {
                    case AT_LEAST -> ">= ";
                    case AT_MOST -> "<= ";
                }
                + number(target.limit());
    }

    /** How many times Gantry's value of the same figure is the peer's. */
    private static String ratio(Figure peer, List<Figure> figures) {
        if (peer.subject().equals(Figure.GANTRY) || peer.value() == 0) {
            return "";
        }
        for (var figure : figures) {
            if (figure.subject().equals(Figure.GANTRY)
                    && figure.bench().equals(peer.bench())
                    && figure.figure().equals(peer.figure())) {
                return "gantry is %.2f times this".formatted(figure.value() / peer.value());
            }
        }
        return "";
    }

    /** Three digits that mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
