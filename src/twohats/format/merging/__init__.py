"""The three-way merge of a file's texts, and the repair of files that other programs have merged. Pure."""
