import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QuerySolution;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sys.JenaSystem;

/**
 * Reads RDF files with Jena's parsers (RIOT) and says what is in them, tab-separated, one fact a
 * line. Of a file with named graphs, all graphs are read as one.
 *
 * <ul>
 *   <li>census QUERY FILE...: for each file `file NAME`, `triples N`, `same BOOLEAN` (whether its
 *       graph is isomorphic to that of the first file) and a line for each row of the query;
 *   <li>rows FOLDER FILE QUERY...: ARQ's answer to each query, as FOLDER/QUERY.csv (a graph: N-Triples);
 *   <li>shacl (SHAPES FILE)...: for each pair `report SHAPES`, and for each result `result FOCUS SHAPE
 *       PATH VALUE COMPONENT`, terms as in N-Triples; a path that is no single property is left out.
 * </ul>
 * The first line is always `version VERSION`.
 */
public final class Jena {
    public static void main(String[] arguments) throws IOException {
        JenaSystem.init();
        say("version", ARQ.VERSION);
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "census" -> census(Files.readString(Path.of(rest.get(0))), rest.subList(1, rest.size()));
            case "rows" -> rows(Path.of(rest.get(0)), read(rest.get(1)), rest.subList(2, rest.size()));
            case "shacl" -> shacl(rest);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** The statements of a file, by the parser that its ending asks for. */
    private static Model read(String file) {
        var dataset = RDFDataMgr.loadDataset(file);
        Model all = ModelFactory.createDefaultModel().add(dataset.getDefaultModel());
        dataset.listNames().forEachRemaining(name -> all.add(dataset.getNamedModel(name)));
        return all;
    }

    private static void census(String query, List<String> files) {
        Model first = null;
        for (String file : files) {
            Model model = read(file);
            first = first == null ? model : first;
            say("file", file);
            say("triples", model.size());
            say("same", first.isIsomorphicWith(model));
            try (var execution = QueryExecutionFactory.create(query, model)) {
                for (ResultSet found = execution.execSelect(); found.hasNext(); ) {
                    QuerySolution row = found.next();
                    say(
                            row.getLiteral("what").getString(),
                            text(row.get("property")),
                            text(row.get("language")),
                            row.getLiteral("count").getLong());
                }
            }
        }
    }

    private static void rows(Path folder, Model model, List<String> queries) throws IOException {
        for (String file : queries) {
            Path name = Path.of(file).getFileName();
            var query = QueryFactory.create(Files.readString(Path.of(file)));
            try (var execution = QueryExecutionFactory.create(query, model);
                    var stream = Files.newOutputStream(folder.resolve(name + ".csv"))) {
                if (query.isSelectType()) {
                    ResultSetFormatter.outputAsCSV(stream, execution.execSelect());
                } else {
                    RDFDataMgr.write(stream, execution.execConstruct(), Lang.NTRIPLES);
                }
            }
        }
    }

    private static void shacl(List<String> files) {
        for (int each = 0; each < files.size(); each += 2) {
            Shapes shapes = Shapes.parse(read(files.get(each)).getGraph());
            say("report", files.get(each));
            var report = ShaclValidator.get().validate(shapes, read(files.get(each + 1)).getGraph());
            report.getEntries().forEach(entry -> say(
                    "result",
                    text(entry.focusNode()),
                    text(entry.source()),
                    entry.resultPath() instanceof P_Link link ? text(link.getNode()) : "",
                    text(entry.value()),
                    text(entry.sourceConstraintComponent().getComponent())));
        }
    }

    private static String text(RDFNode node) {
        return node.isLiteral() ? node.asLiteral().getLexicalForm() : node.toString();
    }

    private static String text(Node node) {
        return node == null ? "" : NodeFmtLib.str(node);
    }

    private static void say(Object... facts) {
        System.out.println(String.join("\t", Arrays.stream(facts).map(String::valueOf).toList()));
    }
}
